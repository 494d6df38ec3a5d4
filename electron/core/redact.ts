/** Spellings under which engines, registries and helpers put secrets into their messages. */
const rules: [RegExp, string][] = [
  // https://user:password@host
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi, '$1***@'],
  // Authorization: Basic …, X-Registry-Auth: …
  [
    /\b(authorization|x-registry-auth|x-registry-config)(["']?\s*[:=]\s*["']?)(?:(basic|bearer)\s+)?[^\s"',;]+/gi,
    '$1$2***',
  ],
  [/\b(basic|bearer)\s+[a-z0-9+/_~.-]{8,}=*/gi, '$1 ***'],
  // "password": "…", identitytoken=…, access_token: …
  [
    /\b(password|passwd|secret|auth|identity_?token|refresh_?token|access_?token|registry_?token)(["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"',;&}]+)/gi,
    '$1$2***',
  ],
];

/** Every text that a rule changes holds one of these; most lines of a log hold none. */
const HINT = /:\/\/|auth|basic|bearer|passw|secret|token|x-registry/i;

/**
 * The text without secrets: passwords in URLs, authorisation headers, and members that name a secret.
 * Meant for words of others (engines, registries, helpers) on their way to a person or a log.
 */
export function redact(text: string): string {
  if (!HINT.test(text)) return text;
  return rules.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
}
