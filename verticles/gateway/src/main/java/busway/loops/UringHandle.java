package busway.loops;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;

/**
 * A channel of io_uring that tells when it is gone. It ends its own registration past whoever wraps
 * that, once the kernel has answered for the last operation.
 *
 * @param gone told once
 */
@SuppressWarnings("try") // Netty's close may throw anything
record UringHandle(IoUringIoHandle handle, Runnable gone) implements IoUringIoHandle {

  @Override
  public void handle(IoRegistration registration, IoEvent event) {
    handle.handle(registration, event);
  }

  @Override
  public void registered() {
    handle.registered();
  }

  @Override
  public void unregistered() {
    gone.run();
    handle.unregistered();
  }

  @Override
  public void close() throws Exception {
    handle.close();
  }
}
