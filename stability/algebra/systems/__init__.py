"""Systems of equations: rational normal forms with transcendental kernels, and polynomial systems over Q."""
