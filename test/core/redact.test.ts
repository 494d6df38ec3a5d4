import { describe, expect, it } from 'vitest';
import { redact } from '../../electron/core/redact';

describe('a text without secrets', () => {
  it.each([
    ['clone https://me:S3cret@host/x', 'clone https://***@host/x'],
    ['FTP+SSH://a:b@c', 'FTP+SSH://***@c'],
    ['Authorization: Basic abcdefgh', 'Authorization: ***'],
    ['AUTHORIZATION=abc', 'AUTHORIZATION=***'],
    ['x-registry-auth: eyJhIjoi', 'x-registry-auth: ***'],
    ['X-Registry-Config: eyJhIjoi', 'X-Registry-Config: ***'],
    ['sent Bearer abc.def-ghi', 'sent Bearer ***'],
    ['basic QWxhZGRpbjo=', 'basic ***'],
    ['{"password":"a b"}', '{"password":***}'],
    ['PASSWD=x', 'PASSWD=***'],
    ["secret: 'x y'", 'secret: ***'],
    ['auth=x', 'auth=***'],
    ['identityToken=x', 'identityToken=***'],
    ['refresh_token: x', 'refresh_token: ***'],
    ['ACCESS_TOKEN=x', 'ACCESS_TOKEN=***'],
    ['registrytoken=x', 'registrytoken=***'],
  ])('says %s as %s', (text, clean) => {
    expect(redact(text)).toBe(clean);
    // A line of a log is one of many.
    expect(redact(`Step 1/2\n${text}\ndone`)).toBe(`Step 1/2\n${clean}\ndone`);
  });

  it.each(['a line of a log', 'https://host/x', 'a secretary, basically', 'step 3: token'])(
    'leaves %s as it is',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );
});
