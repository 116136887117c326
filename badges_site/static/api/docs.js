// Shows the OpenAPI document with Swagger UI. No inline script: the content security policy forbids it.
document.addEventListener("DOMContentLoaded", () => {
  SwaggerUIBundle({
    domNode: document.getElementById("document"),
    url: document.getElementById("document").dataset.schema,
    deepLinking: true,
    validatorUrl: null, // the default asks a public server
    presets: [SwaggerUIBundle.presets.apis],
    requestInterceptor: (request) => {
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      if (token && new URL(request.url, location.href).origin === location.origin) {
        request.headers["X-CSRFToken"] = token[1];
      }
      return request;
    },
  });
});
