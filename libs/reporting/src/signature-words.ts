/** What stands where a signature would. */
export const NOT_SIGNED = 'Not signed: nobody has put a signature to this report.';
