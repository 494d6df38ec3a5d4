import {
  Ban,
  Check,
  Download,
  Eraser,
  FileInput,
  FileOutput,
  GitCommitHorizontal,
  Hammer,
  HardDriveDownload,
  Layers,
  LoaderCircle,
  type LucideIcon,
  PackageOpen,
  Tag,
  Tags,
  Trash2,
  Upload,
  X,
} from 'lucide-react';
import type { JobSnapshot, JobSpec } from '../../api/contract';
import type { Tone } from '../../ui/badge';

export const kindIcons: Record<JobSpec['kind'], LucideIcon> = {
  pull: Download,
  push: Upload,
  tag: Tag,
  untag: Tags,
  remove: Trash2,
  prune: Eraser,
  commit: GitCommitHorizontal,
  save: HardDriveDownload,
  load: PackageOpen,
  import: FileInput,
  build: Hammer,
  analyse: Layers,
  extract: FileOutput,
};

/** Mark and colour of each state; the word stands beside them. */
export const stateLooks: Record<JobSnapshot['state'], { icon: LucideIcon; tone: Tone }> = {
  running: { icon: LoaderCircle, tone: 'accent' },
  done: { icon: Check, tone: 'success' },
  failed: { icon: X, tone: 'danger' },
  cancelled: { icon: Ban, tone: 'neutral' },
};
