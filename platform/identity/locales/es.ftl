# What a person is told when a sign-in with another party's identity was refused.
identity-choose-again = No has completado el acceso. Puedes volver a intentarlo o elegir otra forma de entrar.
identity-begin-again = El acceso no ha funcionado. Empieza de nuevo.
identity-later = El servicio con el que quieres acceder no responde. Inténtalo de nuevo en unos minutos o elige otra forma de entrar.
identity-higher-level = Hace falta un acceso más seguro. Inténtalo de nuevo y elige un nivel más alto en tu proveedor de identidad.
identity-second-factor = Hace falta una segunda confirmación, por ejemplo un código en el teléfono. Actívala en tu proveedor de identidad e inténtalo de nuevo.
identity-consent = Tu proveedor de identidad no nos ha enviado un dato necesario. Inténtalo de nuevo y autoriza el envío de los datos solicitados.
identity-tell-us = No hemos podido verificar la respuesta de tu proveedor de identidad. Elige otra forma de entrar y cuéntanos el problema.
