/** Texts of an image's history and reconstructed Dockerfile. */
export const imageHistory = {
  history: {
    steps_one: '{{count}} step',
    steps_other: '{{count}} steps',
    summary: '{{layers}} layers with files, {{settings}} settings',
    own: 'Steps of this image',
    fromBase: 'Steps of its base image',
    noLayer: 'Setting only',
    expand: 'Show the whole command',
    collapse: 'Show less',
    original: 'Original record',
    copyCommand: 'command',
    copyOriginal: 'original record',
    buildArgs: 'Built with',
    nothingRecorded: 'No instructions were recorded.',
    origin: {
      commit: 'Made by docker commit',
      import: 'Imported file system',
      rootfs: 'Root file system',
      unknown: 'Origin unknown',
    },
    why: {
      commit:
        'Somebody changed files in a container by hand and kept the result. Only the container’s command is on record, not what was done, so nobody can check or repeat it.',
      import:
        'The files came as an archive without any instructions. Where they come from and how they were made is not on record.',
      unknown:
        'Only a command is on record, and not that it was an instruction: it may have been a RUN in exec form, or a container that somebody changed by hand and committed.',
      nothing: 'There are files in this layer, and nothing at all on record that explains them.',
      rootfs: 'The base system came as one archive. What went into it is recorded elsewhere, if at all.',
    },
    auditTitle_one: '{{count}} layer has no recorded instructions',
    auditTitle_other: '{{count}} layers have no recorded instructions',
    auditText:
      'Its files cannot be checked against a Dockerfile, nor built again. Trust it only as far as you trust whoever made it.',
    auditShow: 'Show it',
    none: 'No history',
    noneText: 'This image records no steps.',
    unavailable: 'This engine does not tell the history of images',
  },
  dockerfile: {
    label: 'Reconstructed Dockerfile',
    intro: 'Rebuilt from the history. It shows what was done, and may not build the same image again.',
    copy: 'Dockerfile',
    notes: 'What cannot be known',
    note: {
      'copy-sources-unknown':
        'The files that COPY and ADD took from the build folder are not in the history; only checksums stand in their place.',
      'commit-layer': 'A layer was made by docker commit: what was changed in it is not on record.',
      'import-layer': 'A layer was imported as an archive: how its files were made is not on record.',
      'base-unknown':
        'The base image is not on this engine, so FROM can only name what the lowest layers are.',
      heredoc: 'Scripts that were written inside the Dockerfile are shown as one command.',
      'build-args':
        'Build arguments appear with the values that were used; which defaults they had is unknown.',
    },
    step: 'Step {{number}}',
    noStep: 'Point at a line to see the step that it comes from.',
    settingOnly: 'Setting only',
    none: 'There is nothing to reconstruct',
    noneText: 'This image records no steps.',
  },
} as const;
