"""The pages

May import: the standard library,  create_app, one blueprint a screen area, forms and static files.:model, services, exchange, and Flask; never content, engine or store.
"""
