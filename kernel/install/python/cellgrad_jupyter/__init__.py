"""What Jupyter's tools in Python need to know of Cellgrad's kernel. `cellgrad install` puts it beside them."""
