"""Citations used by more than one theorem file."""

MESCHEDER2018 = (
    "Mescheder, Geiger, Nowozin 2018, Which Training Methods for GANs do actually Converge? (arXiv 1801.04406v4)"
)
R3GAN = "Huang, Gokaslan, Kuleshov, Tompkin 2024, The GAN is dead; long live the GAN! (R3GAN)"
DERIVED = "Derived for this project; no published source is known to the authors"
