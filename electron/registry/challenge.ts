/** What a registry asks for in `WWW-Authenticate` (RFC 7235; distribution's token specification). */
export type Challenge =
  | { scheme: 'basic' }
  | { scheme: 'bearer'; realm: string; service: string; scope: string };

/** The challenge to answer: bearer before basic when a registry offers both. Null when it offers neither. */
export function parseChallenge(header: string | undefined): Challenge | null {
  const text = header ?? '';
  const bearer = /\bbearer\s+(.*)/i.exec(text)?.[1];
  if (bearer !== undefined) {
    const parameters = parametersOf(bearer);
    const realm = parameters.get('realm') ?? '';
    if (realm !== '') {
      return {
        scheme: 'bearer',
        realm,
        service: parameters.get('service') ?? '',
        scope: parameters.get('scope') ?? '',
      };
    }
  }
  return /\bbasic\b/i.test(text) ? { scheme: 'basic' } : null;
}

function parametersOf(text: string): Map<string, string> {
  const found = text.matchAll(/([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return new Map(
    [...found].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? '']),
  );
}
