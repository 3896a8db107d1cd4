"""Citations used by more than one theorem file."""

MESCHEDER2018 = (
    "Mescheder, Geiger, Nowozin 2018, Which Training Methods for GANs do actually Converge? (arXiv 1801.04406v4)"
)
MESCHEDER2017 = "Mescheder, Nowozin, Geiger 2017, The Numerics of GANs (arXiv 1705.10461)"
NAGARAJAN2017 = "Nagarajan, Kolter 2017, Gradient descent GAN optimization is locally stable (arXiv 1706.04156)"
KIM2018 = "Kim et al. 2018 (arXiv 1810.02528), on the gradient penalty with a measure of its own for Wasserstein GANs"
FGAN = "Nowozin, Cseke, Tomioka 2016, f-GAN: training generative neural samplers (arXiv 1606.00709)"
R3GAN = "Huang, Gokaslan, Kuleshov, Tompkin 2024, The GAN is dead; long live the GAN! (R3GAN)"
DERIVED = "Derived for this project; no published source is known to the authors"
DUELGAN2022 = "Wei, Liu, Luo, Zhu, Davis, Liu 2022, DuelGAN (arXiv 2101.07524)"
BALAJI2021 = "Balaji et al. 2021, on overparametrized GANs (arXiv 2104.05605)"
PACGAN2018 = "Lin, Khetan, Fanti, Oh 2018, PacGAN (arXiv 1712.04086)"
FICTITIOUS2018 = "Ge, Xia, Chen, Berry, Wu 2018, Fictitious GAN (arXiv 1803.08647)"
BECKER2022 = "Becker, Pandit, Rangan, Fletcher 2022, on GANs with kernel discriminators (arXiv 2208.09938)"
LI2018 = (
    "Li, Madry, Peebles, Schmidt 2018, On the Limitations of First-Order Approximation in GAN Dynamics "
    "(arXiv 1706.09884)"
)
