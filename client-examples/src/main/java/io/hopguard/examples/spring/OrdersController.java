package io.hopguard.examples.spring;

import io.hopguard.client.ResilientClient;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The shop's own interface. */
@RestController
class OrdersController {
    private final ResilientClient orders;

    OrdersController(@Qualifier("orders") ResilientClient orders) {
        this.orders = orders;
    }

    @GetMapping("/orders/{id}")
    Order order(@PathVariable int id) {
        return orders.get("/orders/{id}", id).fetch(Order.class);
    }
}
