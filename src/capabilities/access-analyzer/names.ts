/** The service, as AWS Organizations and service-linked roles name it. */
export const PRINCIPAL = 'access-analyzer.amazonaws.com';
