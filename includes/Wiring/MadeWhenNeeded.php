<?php
declare(strict_types=1);

namespace Duet\Wiring;

defined( 'ABSPATH' ) || exit;

/**
 * For what makes the objects of a subject: each is made once, when it is first read. A class that uses this names them
 * in its docblock (`@property-read Orders $orders`) and makes them in make(), which lists them from bottom to top.
 */
trait MadeWhenNeeded {

	/** @var array<string, object> By the names of the properties. */
	private array $made = [];

	public function __get( string $name ): object {
		return $this->made[ $name ] ??= $this->make( $name );
	}

	/** @throws \LogicException For a name that is none. */
	abstract protected function make( string $name ): object;
}
