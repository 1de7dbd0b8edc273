"""Programs run at build time or by hand; the package never imports them."""
