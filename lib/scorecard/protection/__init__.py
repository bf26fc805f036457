"""From true counts to what may be published: each count protected once, everything else worked out from those."""
