/** Placeholder of the closed catalogue; each code gets meaning, cause and remedy. */
export type VerificationCode = string;
