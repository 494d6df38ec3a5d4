/** What an image for the bench is made of. The same recipe gives the same image, byte for byte. */
export interface Recipe {
  reference: string;
  layers: number;
  /** Regular files of all layers together. */
  files: number;
  /** Bytes of a file on average. */
  meanBytes: number;
  /** In every layer but the first: files of the layer below that are removed, and folders that are emptied. */
  whiteouts: number;
  opaque: number;
  gzip: boolean;
}

/** 1.5 GB with 100,000 files in 10 layers, with whiteouts and opaque folders. */
export const large: Recipe = {
  reference: 'bench/large:latest',
  layers: 10,
  files: 100_000,
  meanBytes: 15_000,
  whiteouts: 15,
  opaque: 20,
  gzip: false,
};

/** 300,000 small files, packed. */
export const crowded: Recipe = {
  reference: 'bench/crowded:latest',
  layers: 7,
  files: 300_000,
  meanBytes: 4_400,
  whiteouts: 10,
  opaque: 5,
  gzip: true,
};

/** As many files with little in them, for what depends on their number alone. */
export const filled: Recipe = { ...crowded, reference: 'bench/filled:latest', meanBytes: 200, gzip: false };

/** Many thin layers. */
export const tall: Recipe = {
  reference: 'bench/tall:latest',
  layers: 70,
  files: 11_000,
  meanBytes: 20_000,
  whiteouts: 2,
  opaque: 1,
  gzip: false,
};
