/** The files of texts, each loaded when it is asked for. Tests read the same files from the disk. */
export const textFiles = import.meta.glob<{ default: object }>('./*/*.json');
