"""A month's public figures: protected, and tested beside those of all packs so far, before anything is made of them."""
