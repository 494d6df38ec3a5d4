import { Deferred } from '../deferred';

interface Task<T> {
  key: string;
  urgent: boolean;
  /** A key that became urgent while it waited stands in both lists; its second turn is skipped. */
  begun: boolean;
  done: Deferred<T>;
}

/**
 * Does the same work for many keys, a few at a time and each key once: what a person looks at goes before what is
 * only good to know. Urgent keys are taken newest first, because a person who scrolls looks at what came last.
 */
export class WorkQueue<T> {
  readonly #work: (key: string) => Promise<T>;
  readonly #limits: { urgent: number; idle: number };
  readonly #tasks = new Map<string, Task<T>>();
  #urgent: Task<T>[] = [];
  #idle: Task<T>[] = [];
  #running = 0;

  constructor(work: (key: string) => Promise<T>, limits: { urgent: number; idle: number }) {
    this.#work = work;
    this.#limits = limits;
  }

  /** The result of the work for a key, soon. */
  now(key: string): Promise<T> {
    const task = this.#task(key, true);
    if (!task.urgent) {
      task.urgent = true;
      this.#urgent.push(task);
    }
    this.#start();
    return task.done.promise;
  }

  /** The same when nothing else is to be done. */
  later(key: string): Promise<T> {
    const task = this.#task(key, false);
    this.#start();
    return task.done.promise;
  }

  /** Forgets what has not begun; whoever waits for it gets the reason. */
  drop(reason: unknown): void {
    for (const task of [...this.#urgent, ...this.#idle]) {
      if (task.begun) continue;
      task.done.reject(reason);
      this.#tasks.delete(task.key);
    }
    this.#urgent = [];
    this.#idle = [];
  }

  #task(key: string, urgent: boolean): Task<T> {
    const known = this.#tasks.get(key);
    if (known) return known;
    const task = { key, urgent, begun: false, done: new Deferred<T>() };
    this.#tasks.set(key, task);
    (urgent ? this.#urgent : this.#idle).push(task);
    return task;
  }

  #start(): void {
    for (let task = this.#next(); task; task = this.#next()) {
      this.#running += 1;
      this.#run(task).catch(() => undefined);
    }
  }

  #next(): Task<T> | undefined {
    if (this.#running >= this.#limits.urgent) return undefined;
    const urgent = takeWaiting(() => this.#urgent.pop());
    if (urgent || this.#running >= this.#limits.idle) return urgent;
    return takeWaiting(() => this.#idle.shift());
  }

  async #run(task: Task<T>): Promise<void> {
    task.begun = true;
    try {
      task.done.resolve(await this.#work(task.key));
    } catch (thrown) {
      task.done.reject(thrown);
    } finally {
      this.#tasks.delete(task.key);
      this.#running -= 1;
      this.#start();
    }
  }
}

function takeWaiting<T>(take: () => Task<T> | undefined): Task<T> | undefined {
  let task = take();
  while (task?.begun) task = take();
  return task;
}
