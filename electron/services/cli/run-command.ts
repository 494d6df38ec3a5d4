import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { AnalysisHost } from '../../analysis/host';
import type { StartWorker } from '../../analysis/port';
import type { ArchiveImage, ImageAnalysis } from '../../contract';
import { codedError } from '../../core/coded-error';
import { realEngineAccess } from '../engines/engine-access';
import { LayersService } from '../layers/layers-service';
import { SettingsService } from '../settings';
import { type Command, parseCommand, type Source, UsageError, usage } from './arguments';
import { appDataFolder } from './data-folder';
import { errorSentence } from './error-sentence';
import { CommandEngines, findSource } from './find-source';
import { ProgressLine } from './progress-line';
import { damageLines, jsonReport, plainText, textReport } from './report';
import { brokenRules, rulesFor } from './rules';

export interface CommandInput {
  /** Without the program's own name. */
  argv: string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  home: string;
  version: string;
  startWorker: StartWorker;
  /** Standard output; resolves when it was taken. */
  write: (bytes: Uint8Array | string) => Promise<void>;
  complain: (text: string) => void;
  /** Whether standard error is a terminal that shows progress. */
  showsProgress: boolean;
  signal: AbortSignal;
}

const PASSED = 0;
const BROKEN_RULE = 1;
const NOT_ANALYSED = 2;
/** As shells tell a Ctrl-C: 128 and the signal's number. */
const INTERRUPTED = 130;

/** Runs a command line to its exit code. Never throws. */
export async function runCommand(input: CommandInput): Promise<number> {
  let source = '';
  try {
    const command = parseCommand(input.argv);
    if (command.command === 'help') return await say(input, usage);
    if (command.command === 'version') return await say(input, `${input.version}\n`);
    source = command.source;
    return await new Run(input).run(command);
  } catch (thrown) {
    // Whoever interrupts, or closes the pipe, knows it.
    if (input.signal.aborted) return INTERRUPTED;
    const text = thrown instanceof UsageError ? thrown.message : errorSentence(source, thrown);
    input.complain(`layeryard: ${plainText(text)}\n`);
    return NOT_ANALYSED;
  }
}

async function say({ write }: CommandInput, text: string): Promise<number> {
  await write(text);
  return PASSED;
}

type SourceCommand = Extract<Command, Source>;

/** One command with the worker and the engine that it needs. */
class Run {
  readonly #input: CommandInput;
  readonly #engines: CommandEngines;
  readonly #layers: LayersService;

  constructor(input: CommandInput) {
    this.#input = input;
    this.#engines = new CommandEngines(realEngineAccess(input.env));
    this.#layers = new LayersService({ host: this.#host(), ...this.#engines.layersInput });
  }

  async run(command: SourceCommand): Promise<number> {
    try {
      // Before anything long: a rule that makes no sense shall not be found out at the end.
      const rules = command.command === 'analyze' ? await this.#rules(command) : null;
      const analysis = await this.#analyse(command);
      for (const line of damageLines(analysis.damage)) this.#input.complain(`layeryard: ${line}\n`);
      switch (command.command) {
        case 'analyze':
          return await this.#report(command, analysis, rules);
        case 'files':
          return await this.#files(command, analysis);
        case 'cat':
          return await this.#cat(command, analysis);
      }
    } finally {
      await this.#layers.close();
      this.#engines.close();
    }
  }

  #host(): AnalysisHost {
    const { env, home, startWorker } = this.#input;
    const folder = appDataFolder(env, home, process.platform);
    // What goes wrong without stopping the work (a cache that cannot be written) is no matter of a report.
    const ignore = () => undefined;
    const own = `${process.pid}-${randomBytes(4).toString('hex')}`;
    return new AnalysisHost({
      start: startWorker,
      settings: {
        cacheFolder: path.join(folder, 'layer-index'),
        cacheBytes: new SettingsService(folder, ignore).get().layerCacheBytes,
        spoolFolder: path.join(folder, 'layer-contents', own),
      },
      onReading: ignore,
      onProblem: ignore,
    });
  }

  async #rules({ rules, config }: Extract<Command, { command: 'analyze' }>) {
    return await rulesFor(rules, config, this.#input.cwd);
  }

  async #analyse(command: SourceCommand): Promise<ImageAnalysis> {
    const { cwd, showsProgress, complain, signal } = this.#input;
    const source = await findSource(command, cwd, this.#engines);
    const line = new ProgressLine(showsProgress ? complain : null);
    try {
      const { opened } = await this.#layers.analyse(source, {
        signal,
        onProgress: (progress) => line.show(progress),
      });
      if (opened.state === 'ready') return opened.analysis;
      throw codedError('bad-input', opened.state === 'choose' ? choices(opened.images) : 'nothing was read');
    } finally {
      line.end();
    }
  }

  async #report(
    { source, json }: Extract<Command, { command: 'analyze' }>,
    analysis: ImageAnalysis,
    rules: Awaited<ReturnType<typeof rulesFor>> | null,
  ): Promise<number> {
    const leaked = await this.#layers.leaked(analysis.treeId);
    const report = { source, analysis, leaked };
    await this.#input.write(json ? jsonReport(report) : textReport(report));
    const broken = rules === null ? [] : brokenRules(analysis, rules);
    for (const rule of broken) this.#input.complain(`layeryard: ${rule}\n`);
    return broken.length === 0 ? PASSED : BROKEN_RULE;
  }

  async #files(
    { layer, json }: Extract<Command, { command: 'files' }>,
    analysis: ImageAnalysis,
  ): Promise<number> {
    requireLayer(layer, analysis);
    const { write, signal } = this.#input;
    await this.#layers.entries(analysis.treeId, { layer, json }, { signal, onPiece: write });
    return PASSED;
  }

  async #cat(
    { path: file, layer }: Extract<Command, { command: 'cat' }>,
    analysis: ImageAnalysis,
  ): Promise<number> {
    requireLayer(layer, analysis);
    const { write, signal } = this.#input;
    const from = {
      path: file,
      layer: layer ?? analysis.layers.length - 1,
      form: 'file' as const,
      followLinks: true,
    };
    await this.#layers.send(analysis.treeId, from, { signal, onPiece: write });
    return PASSED;
  }
}

function requireLayer(layer: number | null, { layers }: ImageAnalysis): void {
  if (layer !== null && layer >= layers.length) {
    throw codedError('not-found', `layer ${layer}: the image has layers 0 to ${layers.length - 1}`);
  }
}

function choices(images: ArchiveImage[]): string {
  const list = images.map(({ image, platform }) => `${image} ${platform}`).join(', ');
  return `several images, choose one with --image or --platform: ${list}`;
}
