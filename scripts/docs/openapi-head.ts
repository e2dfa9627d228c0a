const DESCRIPTION = `The whole shop under one address: four services, each of which answers its own paths.

**Logging in.** \`POST /login\` answers with an access token for 15 minutes, which is sent as \`Authorization: Bearer …\`, and a
refresh token, which \`POST /token/refresh\` exchanges for the next of both.

**Errors** of the services are \`application/problem+json\` (RFC 9457): programs decide by \`code\`, people read \`detail\`, which is
in the language of \`Accept-Language\` (en, zh-CN). API Gateway answers 401 and 403 of a missing, bad or too narrow token by itself,
as \`{"message": "Unauthorized"}\` and \`{"message": "Forbidden"}\`, and so it does when the stage is called too often (429) or
a function does not answer (503).

**Lists** take \`limit\` and \`cursor\` and answer \`{items, nextCursor}\`; a \`nextCursor\` of null is the end.

**Repeating.** What creates something takes an \`Idempotency-Key\`: the same key with the same body gives the first answer
again, with \`Idempotent-Replayed: true\`, also while the first is still on its way; with another body it is refused with
\`IDEMPOTENCY_KEY_REUSED\`.

**Money** is an integer in the minor unit of its currency, **times** are ISO 8601.`;

/** What stands at the top of the document of the whole shop. */
export const HEAD = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Cartless',
    version,
    description: DESCRIPTION,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [
    { url: '/', description: 'Wherever this document is: the local gateway, or the shop’s own address' },
  ],
});
