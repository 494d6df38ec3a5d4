import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A helper that is a shell script. */
export async function installScript(folder: string, name: string, lines: string): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  const file = join(folder, 'bin', `docker-credential-${name}`);
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
}

/** A helper that keeps each server's JSON in a file, as the real ones keep it in a keychain, and logs its calls. */
export async function installHelper(folder: string, name: string): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await mkdir(join(folder, 'kept'), { recursive: true });
  const file = join(folder, 'bin', `docker-credential-${name}`);
  await writeFile(
    file,
    `#!${process.execPath}
const fs = require('node:fs');
const verb = process.argv[2];
const input = fs.readFileSync(0, 'utf8').trim();
const place = (server) => ${JSON.stringify(join(folder, 'kept'))} + '/' + encodeURIComponent(server);
fs.appendFileSync(${JSON.stringify(join(folder, 'calls'))}, verb + '\\n');
const fail = (text) => { process.stdout.write(text); process.exit(1); };
const missing = () => fail('credentials not found in native keychain\\n');
if (verb === 'store') fs.writeFileSync(place(JSON.parse(input).ServerURL), input);
if (verb === 'get') fs.existsSync(place(input)) ? process.stdout.write(fs.readFileSync(place(input))) : missing();
if (verb === 'erase') fs.existsSync(place(input)) ? fs.rmSync(place(input)) : missing();
if (verb === 'list') {
  const names = fs.readdirSync(${JSON.stringify(join(folder, 'kept'))});
  const all = names.map((name) => JSON.parse(fs.readFileSync(place(decodeURIComponent(name)))));
  process.stdout.write(JSON.stringify(Object.fromEntries(all.map((one) => [one.ServerURL, one.Username]))));
}
`,
  );
  await chmod(file, 0o755);
}
