/** What the Problems panel names as the origin of our findings. */
export const DIAGNOSTIC_SOURCE = 'Model Ledger';
