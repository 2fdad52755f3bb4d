/** The walker stands in the kernel, because evidence reads DER too; what its elements mean is read here. */
export { contextTag, DerReader, invalidDer as invalid, TAG, type DerElement as Element } from '#kernel';
