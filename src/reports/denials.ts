/**
 * How the services of AWS spell that a caller may not do something, as a regular expression over `errorCode`: AccessDenied,
 * AccessDeniedException, KMSAccessDenied, Client.UnauthorizedOperation, UnauthorizedAccess, NotAuthorizedException,
 * AuthorizationError (SNS), AuthorizationErrorException, Client.AuthFailure (EC2), AllAccessDisabled (S3), Forbidden, and the
 * number 403 that some write. Some say something else and the reason in words: reports look at `errorMessage` too.
 */
export const DENIALS =
  '(?i)access_?(is_?)?denied|access_?disabled|un_?authori[sz]ed|not_?authori[sz]ed|authori[sz]ation_?(error|exception|failure)|auth_?failure|forbidden|^403$|insufficient_?(privileges|permissions)';
