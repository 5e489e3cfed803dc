"""HTTP: pages, forms and what stands around them; one module a concern."""
