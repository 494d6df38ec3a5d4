/**
 * Tokens that tell by themselves what they are: the prefixes that services document for their secrets. Every pattern
 * has a fixed length, so that hostile content costs no more than a pass over it.
 */
const tokens: RegExp[] = [
  // AWS access key ids, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  // GitHub, https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
  /\bgh[pousr]_[0-9A-Za-z]{36}/,
  /\bgithub_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{40}/,
  // GitLab
  /\bglpat-[\w-]{20}/,
  // Slack
  /\bxox[abeoprs]-[0-9A-Za-z-]{20}/,
  // Stripe
  /\b[rs]k_live_[0-9A-Za-z]{20}/,
  // npm, Docker Hub, PyPI
  /\bnpm_[0-9A-Za-z]{36}/,
  /\bdckr_pat_[\w-]{20}/,
  /\bpypi-AgEI[\w-]{40}/,
  // Google
  /\bAIza[\w-]{35}/,
  // OpenAI and Anthropic
  /\bsk-(?:ant|proj)-[\w-]{30}/,
  // HashiCorp Vault
  /\bhvs\.[\w-]{24}/,
  // A signed JSON web token: two parts that begin with `{"`
  /\beyJ[\w-]{10,300}\.eyJ[\w-]{10}/,
];

/** What documentation uses in place of a real one. */
const example = /EXAMPLE|example|xxxx|XXXX/;

/** Whether a text holds a token of a known service. */
export const holdsToken = (text: string): boolean =>
  tokens.some((token) => {
    const found = token.exec(text);
    return found !== null && !example.test(found[0]);
  });
