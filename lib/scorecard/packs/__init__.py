"""Issued packs: what they were made from, and whether they can be made again."""
