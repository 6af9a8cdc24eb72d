import { remember } from '../remember';

/**
 * `read_csv` of `pd.read_csv`: the part of a dotted name behind its last dot. A dozen rules ask for it at every call; one
 * text that is kept also keeps its hash.
 */
export const lastName = remember((path) => path.slice(path.lastIndexOf('.') + 1));
