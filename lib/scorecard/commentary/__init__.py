"""The analysts' text: which figures and which month each piece is about, and what it still needs."""
