/** How far back the speed looks, milliseconds: long enough that bursts even out, short enough to follow. */
const WINDOW = 8_000;
/** Before this age a speed says nothing. */
const AGE_MIN = 1_000;
/** Without news for longer than this the transfer counts as stalled and the speed starts to fall. */
const STALL = 3_000;
/** Samples closer than this are kept as one. */
const SAMPLE_STEP = 100;
/** Time in which the shown remaining time takes over about two thirds of a changed estimate. */
const EASE = 3_000;

interface Sample {
  /** Milliseconds. */
  at: number;
  /** Bytes moved since the beginning; a layer that starts anew moves its bytes again. */
  moved: number;
}

/**
 * Speed and remaining time of one transfer, from samples of its byte count. Reading changes nothing:
 * the same samples and the same moment give the same figures however often they are asked for.
 */
export class SpeedMeter {
  private samples: Sample[] = [];
  private lastCurrent = 0;
  private current = 0;
  private total: number | null = null;
  private eased: { at: number; remaining: number } | null = null;

  /**
   * Tells the bytes moved so far. `total` is null while it is unknown or still grows.
   * `current` may fall when a part is transferred again.
   */
  sample(now: number, current: number, total: number | null): void {
    const last = this.samples.at(-1);
    const moved = last === undefined ? 0 : last.moved + Math.max(0, current - this.lastCurrent);
    this.lastCurrent = current;
    this.current = current;
    this.total = total;
    this.keep({ at: now, moved });
    const remaining = this.remaining(now);
    this.eased = remaining === null ? null : { at: now, remaining };
  }

  /** Bytes a second over the last seconds; null before there is enough to tell. */
  speed(now: number): number | null {
    const [first] = this.samples;
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < AGE_MIN) return null;
    const end = Math.max(last.at, now - STALL);
    const start = Math.max(first.at, end - WINDOW);
    return ((last.moved - this.movedAt(start)) * 1_000) / (end - start);
  }

  /** Milliseconds; null when the total, the speed or the end is unknown. Eases towards each new estimate. */
  remaining(now: number): number | null {
    const speed = this.speed(now);
    if (speed === null || speed <= 0 || this.total === null || this.current >= this.total) return null;
    const estimate = ((this.total - this.current) * 1_000) / speed;
    if (this.eased === null) return estimate;
    const elapsed = Math.max(0, now - this.eased.at);
    const expected = Math.max(0, this.eased.remaining - elapsed);
    return expected + (estimate - expected) * (1 - Math.exp(-elapsed / EASE));
  }

  private keep(sample: Sample): void {
    const before = this.samples.at(-2);
    if (before !== undefined && sample.at - before.at < SAMPLE_STEP) this.samples.pop();
    this.samples.push(sample);
    // One sample older than the window stays, so that the window's edge can be found between two.
    const edge = sample.at - WINDOW;
    const firstInside = this.samples.findIndex((kept) => kept.at >= edge);
    if (firstInside > 1) this.samples = this.samples.slice(firstInside - 1);
  }

  /** Bytes moved at a moment within the samples, on a straight line between its neighbours. */
  private movedAt(moment: number): number {
    const next = this.samples.findIndex((sample) => sample.at >= moment);
    const after = this.samples[next];
    if (after === undefined) return this.samples.at(-1)?.moved ?? 0;
    const before = this.samples[next - 1];
    if (before === undefined || after.at === before.at) return after.moved;
    const share = (moment - before.at) / (after.at - before.at);
    return before.moved + (after.moved - before.moved) * share;
  }
}
