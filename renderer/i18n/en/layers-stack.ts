/** Texts of the stack as the history tells it, before the layers are read. */
export const layerStack = {
  title: 'Layers, the base at the bottom',
  intro:
    'Read from the bottom up: each layer holds only the files that its step added, changed or deleted, and lies on all layers below it.',
  writable: 'Writable layer of a container',
  writableText:
    'Added when a container starts: whatever it writes goes here, and the image below stays as it is. Removing the container throws it away; a commit turns it into one more layer.',
  own: 'Added by this image',
  fromBase: 'From its base image',
  count_one: '{{count}} layer',
  count_other: '{{count}} layers',
  shared_one: 'Also in {{count}} other image',
  shared_other: 'Also in {{count}} other images',
  onlyHere: 'Only in this image',
  diffId: 'layer digest',
  number: 'Layer {{number}}',
  sizeUnknown: 'Size unknown',
  unknownAlignment:
    'The engine’s history does not fit these layers, so sizes and commands cannot be told for each of them.',
  inferred: 'Which command made which layer was worked out by the rules of instructions.',
  none: 'This image has no layers',
  noneText: 'It holds settings only. A container of it would start on an empty file system.',
  commandUnknown: 'No recorded command',
} as const;
