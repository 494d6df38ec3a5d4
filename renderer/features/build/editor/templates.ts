import debian from '../../../../assets/templates/debian.Dockerfile?raw';
import go from '../../../../assets/templates/go.Dockerfile?raw';
import node from '../../../../assets/templates/node.Dockerfile?raw';
import python from '../../../../assets/templates/python.Dockerfile?raw';
import scratch from '../../../../assets/templates/scratch.Dockerfile?raw';

/** Beginnings of a Dockerfile; the names are keys of texts. */
export const templates = { scratch, debian, node, python, go } as const;
export type TemplateName = keyof typeof templates;
export const templateNames = Object.keys(templates) as TemplateName[];
