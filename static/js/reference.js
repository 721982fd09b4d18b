// The reference of the partner API: Swagger UI, fed with our own description.
(async () => {
  const place = document.getElementById("reference");
  const answer = await fetch(place.dataset.document);
  const spec = await answer.json();
  // “Try it out” asks the host that this page came from: the policy allows no other.
  spec.servers = [{ url: location.origin }];
  SwaggerUIBundle({
    domNode: place,
    spec,
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    docExpansion: "list",
    syntaxHighlight: { activated: false },
    validatorUrl: null,
  });
})();
