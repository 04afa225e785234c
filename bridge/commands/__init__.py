"""The commands of ``sideman``, a file each, imported only when used so that ``sideman send`` starts fast."""
