"""The performance: scene, transport, planned music, modes."""
