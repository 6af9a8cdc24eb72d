export const sampleFolder: string;

/** Copies the sample to a folder that is new or empty and gives it its history; the third training stays uncommitted. */
export function createSampleWorkspace(targetFolder: string): Promise<void>;
