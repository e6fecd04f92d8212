<?php
declare(strict_types=1);

namespace Duet\Offline;

use Duet\Admin\AdminModule;
use Duet\Cli\Command;
use Duet\Event\Event;
use Duet\EventsApi\EventsApiModule;
use Duet\Outbox\Entry;
use Duet\Outbox\OutboxModule;
use Duet\PipelineModule;
use Duet\Wiring\Module;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** Sales made elsewhere: tills, telephones, files. */
final class OfflineModule implements Module {

	public function __construct(
		private readonly Services $services,
		private readonly AdminModule $admin,
		private readonly OutboxModule $outbox,
		private readonly EventsApiModule $api,
		private readonly PipelineModule $pipeline,
	) {
	}

	public function register(): void {
		$action = new OfflineAction(
			$this->services->catalogue,
			$this->pipeline->pipeline->push( ... ),
			$this->services->key->get( ... ),
			$this->services->clock,
			$this->services->log,
			$this->services->guard
		);
		$action->register();
		$import = $this->import();
		$route  = new OfflineRoute(
			$this->services->access,
			$import->obstacle( ... ),
			$import->check( ... ),
			$import->run( ... )
		);
		$route->register();
	}

	public function command(): Command {
		$import = $this->import();
		return new OfflineImport( $import->obstacle( ... ), $import->check( ... ), $import->run( ... ) );
	}

	private function import(): Import {
		return new Import(
			settings: $this->services->settings,
			catalogue: $this->services->catalogue,
			enqueue: $this->enqueue( ... ),
			key: $this->services->key->get( ... ),
			currency: $this->admin->shop->currency( ... ),
			country: $this->admin->shop->country( ... ),
			zone: wp_timezone( ... ),
			clock: $this->services->clock,
			has_contact: $this->api->payload->has_contact( ... )
		);
	}

	private function enqueue( Event $event ): Entry {
		$set  = (string) $this->services->settings->offline_set()?->code;
		$item = $this->api->payload->build( $event, $event->name, 'offline' );
		return $this->outbox->outbox()->insert( $set, $event->name, $event, $item );
	}
}
