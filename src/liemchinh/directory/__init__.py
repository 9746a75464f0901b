"""Territories, committees, agencies, officers and duties, all dated; the only doors."""
