"""The sentences people read for the codes the domain returns."""
