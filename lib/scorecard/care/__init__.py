"""Who is in care, since when and where, and the duties that each child is owed."""
