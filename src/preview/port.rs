//! The door: address and port at which the preview is found.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};

/// The first port that is tried.
const FIRST: u16 = 4000;

/// How many ports are tried.
const MOST: u16 = 20;

/// A port that is held for the preview.
#[derive(Debug)]
pub struct Door {
    pub(super) listener: TcpListener,
    pub(super) at: SocketAddr,
}

/// Why no port could be had.
#[derive(Debug)]
pub struct Refused {
    /// The address and the port that was asked for, or the first of those that were tried.
    pub at: SocketAddr,
    /// Whether others use all that were tried.
    pub taken: bool,
    /// What the system says.
    pub error: io::Error,
}

impl Door {
    /// Holds a port: the one that was asked for, or else the first free one.
    pub fn open(host: IpAddr, port: Option<u16>) -> Result<Door, Refused> {
        let (first, last) = match port {
            Some(port) => (port, port),
            None => (FIRST, FIRST + MOST - 1),
        };
        let mut refused = None;
        for port in first..=last {
            let at = SocketAddr::new(host, port);
            match TcpListener::bind(at).and_then(|listener| Ok(Door { at: listener.local_addr()?, listener })) {
                Ok(door) => return Ok(door),
                Err(error) => {
                    let taken = error.kind() == ErrorKind::AddrInUse;
                    let refused = refused.get_or_insert(Refused { at, taken, error });
                    if !taken {
                        break;
                    }
                    refused.taken = true;
                }
            }
        }
        Err(refused.unwrap_or_else(|| Refused { at: SocketAddr::new(host, first), taken: false, error: ErrorKind::Other.into() }))
    }

    /// Where it is.
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// The address to open in a browser on this machine.
    pub fn url(&self) -> String {
        match self.at.ip() {
            ip if !ip.is_unspecified() => format!("http://{}/", self.at),
            IpAddr::V4(_) => format!("http://127.0.0.1:{}/", self.at.port()),
            IpAddr::V6(_) => format!("http://[::1]:{}/", self.at.port()),
        }
    }

    /// Whether only programs of this machine can reach it.
    pub fn is_private(&self) -> bool {
        self.at.ip().is_loopback()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn a_port_in_use_is_passed_over_unless_it_was_asked_for() {
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = Door::open(host, None).unwrap();
        let second = Door::open(host, None).unwrap();
        assert_ne!(first.at().port(), second.at().port());
        let refused = Door::open(host, Some(first.at().port())).unwrap_err();
        assert!(refused.taken && refused.at == first.at());
        assert!(first.is_private() && first.url() == format!("http://127.0.0.1:{}/", first.at().port()));
    }
}
