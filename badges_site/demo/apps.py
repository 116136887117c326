from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "badges_site.demo"
    label = "demo"
    verbose_name = "Demo company"
