/** One layer on the ones below it, with what is known of it. */
export interface StackNode<T> {
  above: Map<string, StackNode<T>>;
  value: T;
}

/**
 * Layer stacks as a tree: images that share layers from the base up share the nodes. Finding what an image
 * shares costs as many steps as it has layers, however many images there are.
 */
export class StackTree<T> {
  readonly root: StackNode<T>;
  private readonly newValue: () => T;

  constructor(newValue: () => T) {
    this.newValue = newValue;
    this.root = { above: new Map(), value: newValue() };
  }

  /** The node of each layer from the base up, made where it is missing. */
  path(layers: string[]): StackNode<T>[] {
    let node = this.root;
    return layers.map((diffId) => {
      const next = node.above.get(diffId) ?? { above: new Map(), value: this.newValue() };
      node.above.set(diffId, next);
      node = next;
      return next;
    });
  }
}
