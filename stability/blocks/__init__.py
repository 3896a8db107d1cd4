"""The block form of a GAN's Jacobian at an equilibrium, each block with the hypotheses that make it so."""

from stability.blocks.laws import Sameness, same_law
from stability.blocks.record import Block, GanBlocks, Hypothesis, gan_blocks, penalty_block

__all__ = ["Block", "GanBlocks", "Hypothesis", "Sameness", "gan_blocks", "penalty_block", "same_law"]
