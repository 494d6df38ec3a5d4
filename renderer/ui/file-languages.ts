import { jsonLanguage } from '@codemirror/lang-json';
import { type Language, StreamLanguage, type StreamParser } from '@codemirror/language';
import { c, cpp, csharp, java, kotlin } from '@codemirror/legacy-modes/mode/clike';
import { css } from '@codemirror/legacy-modes/mode/css';
import { diff } from '@codemirror/legacy-modes/mode/diff';
import { dockerFile } from '@codemirror/legacy-modes/mode/dockerfile';
import { go } from '@codemirror/legacy-modes/mode/go';
import { javascript, typescript } from '@codemirror/legacy-modes/mode/javascript';
import { lua } from '@codemirror/legacy-modes/mode/lua';
import { nginx } from '@codemirror/legacy-modes/mode/nginx';
import { perl } from '@codemirror/legacy-modes/mode/perl';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { python } from '@codemirror/legacy-modes/mode/python';
import { ruby } from '@codemirror/legacy-modes/mode/ruby';
import { rust } from '@codemirror/legacy-modes/mode/rust';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { standardSQL } from '@codemirror/legacy-modes/mode/sql';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { html, xml } from '@codemirror/legacy-modes/mode/xml';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';

const parsers: Record<string, StreamParser<unknown>> = {
  ...named(c, 'c h'),
  ...named(cpp, 'cc cpp cxx hh hpp'),
  ...named(csharp, 'cs'),
  ...named(java, 'java'),
  ...named(kotlin, 'kt kts'),
  ...named(css, 'css'),
  ...named(diff, 'diff patch'),
  ...named(dockerFile, 'dockerfile containerfile'),
  ...named(go, 'go'),
  ...named(javascript, 'js mjs cjs jsx'),
  ...named(typescript, 'ts mts cts tsx'),
  ...named(lua, 'lua'),
  ...named(nginx, 'nginx'),
  ...named(perl, 'pl pm'),
  ...named(properties, 'ini cfg conf properties env desktop service os-release lsb-release npmrc gitconfig'),
  ...named(python, 'py pyi'),
  ...named(ruby, 'rb gemspec rakefile gemfile'),
  ...named(rust, 'rs'),
  ...named(shell, 'sh bash zsh ash ksh profile bashrc'),
  ...named(standardSQL, 'sql'),
  ...named(toml, 'toml'),
  ...named(html, 'html htm xhtml'),
  ...named(xml, 'xml svg xsd pom plist'),
  ...named(yaml, 'yaml yml'),
};

function named<State>(parser: StreamParser<State>, endings: string): Record<string, StreamParser<unknown>> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, parser as StreamParser<unknown>]));
}

const languages = new Map<StreamParser<unknown>, Language>();

/**
 * The language of a file by its name, else by a `#!` line; null for plain text. Beyond a megabyte colours cost more than
 * they tell.
 */
export function languageOfFile(name: string, text: string): Language | null {
  if (text.length > 1_000_000) return null;
  const lower = name.toLowerCase();
  const ending = lower.slice(lower.lastIndexOf('.') + 1);
  if (ending === 'json' || ending === 'webmanifest') return jsonLanguage;
  const parser = parsers[ending] ?? parsers[lower] ?? parsers[interpreterOf(text)];
  return parser === undefined ? null : languageFor(parser);
}

function languageFor(parser: StreamParser<unknown>): Language {
  const made = languages.get(parser) ?? StreamLanguage.define(parser);
  languages.set(parser, made);
  return made;
}

/** `#!/usr/bin/env python3` -> `py`. */
function interpreterOf(text: string): string {
  const [, program = ''] = /^#!\s*\S*?([a-z]+)[\d.]*(?:\s|$)/.exec(withoutEnv(text)) ?? [];
  return { python: 'py', node: 'js', perl: 'pl', ruby: 'rb', lua: 'lua' }[program] ?? program;
}

const withoutEnv = (text: string) => text.slice(0, 200).replace(/^#!\s*\S*\benv\s+(?:-S\s+)?/, '#!');
