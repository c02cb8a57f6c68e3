import RPC

struct CustomerService {
  let context: PCRM.Context

  var service: Service {
    Service("pcrm.v1.CustomerService", [])
  }
}
