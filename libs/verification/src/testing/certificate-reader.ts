/** Our own reader of certificates, alone, for comparing it with other readers. */
export { parseCertificate, type Certificate } from '../x509/certificate.js';
export { subjectNameOf, type SubjectName } from '../x509/subject-alternative-name.js';
