"""The optimisation model, equation by equation, from a `DesignProblem` alone."""
