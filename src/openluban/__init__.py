"""OpenLuban: the open platform that a network of Luban Workshops runs on."""
