import { EXAMPLE_SHOP } from '../examples.ts';

// Certificates of no other use than to show what rules find. All but that of the authority are for example.com and *.example.com.

/** Until 2026-01-01. */
export const EXPIRED_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: ''
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBQjCB6qADAgECAgEBMAoGCCqGSM49BAMCMBYxFDASBgNVBAMTC2V4YW1wbGUu
    Y29tMB4XDTI1MDEwMTAwMDAwMFoXDTI2MDEwMTAwMDAwMFowFjEUMBIGA1UEAxML
    ZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARBjfrUmaex8OzM
    Wfqal9WN78Hyqv/tt324Xe9O4qTLNz6wNd8pZqa7rz1JyuIzRVuAkFWPhWgPtbip
    hgeWcDWBoykwJzAlBgNVHREEHjAcggtleGFtcGxlLmNvbYINKi5leGFtcGxlLmNv
    bTAKBggqhkjOPQQDAgNHADBEAiAVXnRQIgqnI2454DgEFVygeDdz0MF1lsb3/69E
    lFGisAIgNBCGSoBf5aJbveaWAsL8SHl7EhHb/MeC4fuJ6j1V3s8=
    -----END CERTIFICATE-----
`;

/** Until 2026-12-10. */
export const EXPIRING_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: ''
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBQjCB6qADAgECAgEBMAoGCCqGSM49BAMCMBYxFDASBgNVBAMTC2V4YW1wbGUu
    Y29tMB4XDTI1MDEwMTAwMDAwMFoXDTI2MTIxMDAwMDAwMFowFjEUMBIGA1UEAxML
    ZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARBjfrUmaex8OzM
    Wfqal9WN78Hyqv/tt324Xe9O4qTLNz6wNd8pZqa7rz1JyuIzRVuAkFWPhWgPtbip
    hgeWcDWBoykwJzAlBgNVHREEHjAcggtleGFtcGxlLmNvbYINKi5leGFtcGxlLmNv
    bTAKBggqhkjOPQQDAgNHADBEAiAUQArJn1z++hukD8kdkxFXo/6H3hr5KO8LSA+L
    uTUjdQIgDle95kXGZxhYQoXSH4YLiTiNw0NZKMkfkwOIpKHSMvE=
    -----END CERTIFICATE-----
`;

/** From 2100-01-01 on. */
export const FUTURE_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: ''
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBRjCB7qADAgECAgEBMAoGCCqGSM49BAMCMBYxFDASBgNVBAMTC2V4YW1wbGUu
    Y29tMCIYDzIxMDAwMTAxMDAwMDAwWhgPMjEyNTAxMDEwMDAwMDBaMBYxFDASBgNV
    BAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQY361Jmn
    sfDszFn6mpfVje/B8qr/7bd9uF3vTuKkyzc+sDXfKWamu689ScriM0VbgJBVj4Vo
    D7W4qYYHlnA1gaMpMCcwJQYDVR0RBB4wHIILZXhhbXBsZS5jb22CDSouZXhhbXBs
    ZS5jb20wCgYIKoZIzj0EAwIDRwAwRAIgYHJuKQnXCXQ+5tR6YXcOUB+i+uVyNNxz
    zDjfoR75TxwCIE8VFrwxrsDtn0JCQ0fQs+iloJ/xsDv6iueyjVuUV0TM
    -----END CERTIFICATE-----
`;

/** With an RSA key of 1024 bits. */
export const WEAK_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: ''
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBzTCCATagAwIBAgIBATANBgkqhkiG9w0BAQsFADAWMRQwEgYDVQQDEwtleGFt
    cGxlLmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowFjEUMBIG
    A1UEAxMLZXhhbXBsZS5jb20wgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBALJa
    UKOhRBrecCGdSRt5HICdAp4WZx5f0UpP0DOLVoXQN5g/6tWI+3b8bdib6kopzM5Q
    PUVJ7Y0ZJZpOvi3GHKKNB+049ZnowWiVMjFEqqc5ShNtc+AjaZKULslmP03vLTCf
    YflUJkssNukwZUhmvuKxZojow6Y6IwxPlEgv4wbFAgMBAAGjKTAnMCUGA1UdEQQe
    MByCC2V4YW1wbGUuY29tgg0qLmV4YW1wbGUuY29tMA0GCSqGSIb3DQEBCwUAA4GB
    ADw/5gZqnN6YX9EYvQ4qLDrFUfMkkDrLL/aoKcg7oUS6653trq2G3jXrkECfBZNi
    Ax+Uh7rsU0amsZJU5sadn8wX47QfsXSdJXio/zobP7ZYcIlJ/4pfVafriUaxUuAi
    Pnf/G5oxYzH1OHh/tHaGeK3N9fUmPu5uDIlESZQ+pxoG
    -----END CERTIFICATE-----
`;

/** With its key, which guards nothing. */
export const MATCHING_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7aPSGvW23nFwx60E
    IwV/wlWU5h8C4igRaIjdj93K7oKhRANCAASKDuGbQlrnb1FCM1C7k/UZRXFSgpii
    mk6M/aFfXoHcQkXtiRLPjtP/SeF1XDmLCdE2uS4AwE7DNVizuyiwTIH9
    -----END PRIVATE KEY-----
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBRjCB7KADAgECAgEBMAoGCCqGSM49BAMCMBYxFDASBgNVBAMTC2V4YW1wbGUu
    Y29tMCAXDTI1MDEwMTAwMDAwMFoYDzIxMjUwMTAxMDAwMDAwWjAWMRQwEgYDVQQD
    EwtleGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIoO4ZtCWudv
    UUIzULuT9RlFcVKCmKKaToz9oV9egdxCRe2JEs+O0/9J4XVcOYsJ0Ta5LgDATsM1
    WLO7KLBMgf2jKTAnMCUGA1UdEQQeMByCC2V4YW1wbGUuY29tgg0qLmV4YW1wbGUu
    Y29tMAoGCCqGSM49BAMCA0kAMEYCIQCtdQNDmF+dhlcoSNBzB2/WskWuX9D3wo0e
    XbSLOeYdBQIhALez5qTioY+uSYPSlnrQxZhd44HrA46RbPCrJIVff6h3
    -----END CERTIFICATE-----
`;

/** The certificate of the examples with the key of another. */
export const MISMATCHED_CERTIFICATE = `
apiVersion: v1
kind: Secret
metadata: {name: web-tls}
type: kubernetes.io/tls
stringData:
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7aPSGvW23nFwx60E
    IwV/wlWU5h8C4igRaIjdj93K7oKhRANCAASKDuGbQlrnb1FCM1C7k/UZRXFSgpii
    mk6M/aFfXoHcQkXtiRLPjtP/SeF1XDmLCdE2uS4AwE7DNVizuyiwTIH9
    -----END PRIVATE KEY-----
  tls.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBdjCCARygAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDEwtleGFtcGxl
    LmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowFjEUMBIGA1UE
    AxMLZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQg31iRARmz
    8Kjh7pLjVJTXHsUZxiGXOJEZKitIojPBeHfICClcURUtzeHrGzCX0g2em5fKt4iW
    Pt18FwEwAYADo1kwVzAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBTxCgCdPTRU
    EWbGzobw9QpdYAnIozAlBgNVHREEHjAcggtleGFtcGxlLmNvbYINKi5leGFtcGxl
    LmNvbTAKBggqhkjOPQQDAgNIADBFAiB2/4CzOGA/tacW8Vrj0kq3nVWlnyOv7EQ7
    /2FGKgmNeAIhAO4ISPqdBsC7EkaN3JOZy3St4CN7KXCTJrvpRw4Mros9
    -----END CERTIFICATE-----
`;

/** ConfigMap authority with a certificate that was good until 2026-01-01. */
export const EXPIRED_AUTHORITY = `
apiVersion: v1
kind: ConfigMap
metadata: {name: authority}
data:
  ca.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBRzCB76ADAgECAgEBMAoGCCqGSM49BAMCMBQxEjAQBgNVBAMTCWF1dGhvcml0
    eTAeFw0yNTAxMDEwMDAwMDBaFw0yNjAxMDEwMDAwMDBaMBQxEjAQBgNVBAMTCWF1
    dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEGN+tSZp7Hw7MxZ+pqX
    1Y3vwfKq/+23fbhd707ipMs3PrA13ylmpruvPUnK4jNFW4CQVY+FaA+1uKmGB5Zw
    NYGjMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFIIqSToPjraZa2Dnkn9O
    +Mroqlr9MAoGCCqGSM49BAMCA0cAMEQCIAHb1EyI0D7Ae/+t4X9rM8gGeen6nBL5
    Mc856uI8G9TuAiAbUf0OSdg1Bw+V8WeuGgy0OcFDotHIDGJQhR4Y61H71w==
    -----END CERTIFICATE-----
`;

/** ConfigMap authority with a certificate that is good until 2125. */
export const GOOD_AUTHORITY = `
apiVersion: v1
kind: ConfigMap
metadata: {name: authority}
data:
  ca.crt: |
    -----BEGIN CERTIFICATE-----
    MIIBdjCCARygAwIBAgIBATAKBggqhkjOPQQDAjAWMRQwEgYDVQQDEwtleGFtcGxl
    LmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowFjEUMBIGA1UE
    AxMLZXhhbXBsZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQg31iRARmz
    8Kjh7pLjVJTXHsUZxiGXOJEZKitIojPBeHfICClcURUtzeHrGzCX0g2em5fKt4iW
    Pt18FwEwAYADo1kwVzAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBTxCgCdPTRU
    EWbGzobw9QpdYAnIozAlBgNVHREEHjAcggtleGFtcGxlLmNvbYINKi5leGFtcGxl
    LmNvbTAKBggqhkjOPQQDAgNIADBFAiB2/4CzOGA/tacW8Vrj0kq3nVWlnyOv7EQ7
    /2FGKgmNeAIhAO4ISPqdBsC7EkaN3JOZy3St4CN7KXCTJrvpRw4Mros9
    -----END CERTIFICATE-----
`;

/** BackendTLSPolicy cart, which trusts ConfigMap authority. */
export const TRUSTING_POLICY = `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation:
    hostname: cart.example.com
    caCertificateRefs: [{group: '', kind: ConfigMap, name: authority}]
`;

/** What stands beside Secret web-tls: Gateway secure, whose listener for a hostname presents it, and a route. */
export function secureShop(hostname: string): string {
  return `${EXAMPLE_SHOP}---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: secure}
spec:
  gatewayClassName: acme
  listeners:
  - name: https
    port: 443
    protocol: HTTPS
    hostname: '${hostname}'
    tls: {certificateRefs: [{name: web-tls}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: www}
spec:
  parentRefs: [{name: secure}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;
}
